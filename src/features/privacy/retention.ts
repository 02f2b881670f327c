/**
 * Every column that may hold a position, a picture, or whatever stands in free JSON, with how long it stays.
 * A test walks the tables: a new column must be named here, and what is named must be gone when its time
 * is over.
 */

/**
 * Which rule ends it: `photos` privacy.keepPhotosDays, `locations` privacy.keepLocationsDays, `messages`
 * privacy.keepEventsDays, `day` 24 hours. `kept` says why it stays.
 */
export type Keep = 'photos' | 'locations' | 'messages' | 'day' | { readonly kept: string }

const shop = { kept: 'where a shop is: the company’s data, and the point that somebody approved' }
const reference = { kept: 'names a picture that is deleted itself: that there was one stays' }
const figures = { kept: 'figures and codes, no position and no picture' }

export const retention: Readonly<Record<string, Keep>> = {
  'customers.lngGcj': shop,
  'customers.latGcj': shop,
  'customers.rawLng': shop,
  'customers.rawLat': shop,
  'bitable_tables.fields': figures,
  'geocoded_addresses.lng': shop,
  'geocoded_addresses.lat': shop,
  // Legs between shops; nobody's own place is ever asked about.
  'travel_legs.fromLng': shop,
  'travel_legs.fromLat': shop,
  'travel_legs.toLng': shop,
  'travel_legs.toLat': shop,
  // A person's own point, given by the company: it goes with the person.
  'users.homeLngGcj': 'locations',
  'users.homeLatGcj': 'locations',

  'location_fixes.rawLng': 'locations',
  'location_fixes.rawLat': 'locations',
  'location_fixes.lngGcj': 'locations',
  'location_fixes.latGcj': 'locations',
  'location_fixes.deviceId': 'locations',
  'visits.checkInFixId': 'locations',
  'visits.checkOutFixId': 'locations',
  'visits.locationName': 'locations',
  // A picture of the way shows where the rep sets out.
  'daily_plans.pictureKey': 'locations',
  'daily_plans.pictureOf': 'locations',
  'visits.locationSource': { kept: 'says only that a location was sent' },

  'visit_photos.imageKey': 'photos',
  'visit_photos.objectKey': 'photos',
  'visit_photos.sha256': 'photos',
  'visit_photos.cardImageKey': 'photos',
  'visit_photos.deviceId': 'photos',
  'place_photos.imageKey': 'photos',
  'place_photos.objectKey': 'photos',
  'place_photos.sha256': 'photos',
  'place_photos.cardImageKey': 'photos',
  'stored_objects.key': 'photos',
  'photo_fingerprints.photoId': 'photos',
  'photo_fingerprints.photoHashes': 'photos',
  'photo_fingerprints.smallPicture': 'photos',
  'photo_fingerprints.flat': { kept: 'yes or no' },
  'photo_matches.photoId': { kept: 'that two photos were one shot: the photos themselves go' },
  'photo_matches.otherPhotoId': { kept: 'as above' },

  'live_sessions.deviceId': 'messages',

  'place_drafts.fixId': 'day',
  'place_drafts.photoId': 'day',
  // Of what was not approved the row goes; the approved point is the shop's.
  'customer_pins.lngGcj': shop,
  'customer_pins.latGcj': shop,
  'customer_pins.rawLng': shop,
  'customer_pins.rawLat': shop,
  'customer_pins.oldLng': shop,
  'customer_pins.oldLat': shop,
  'customer_pins.placeName': 'locations',
  'customer_pins.fixId': 'locations',
  'customer_pins.photoId': reference,
  'outlet_requests.lngGcj': shop,
  'outlet_requests.latGcj': shop,
  'outlet_requests.rawLng': shop,
  'outlet_requests.rawLat': shop,
  'outlet_requests.placeName': 'locations',
  'outlet_requests.fixId': 'locations',
  'outlet_requests.photoId': reference,

  'inbound_events.event': 'messages',
  'inbound_events.answer': 'messages',
  // What waits leaves soon; what failed for good goes with the messages.
  'outbox.payload': 'messages',

  'visits.photosComplete': { kept: 'yes or no' },
  'practices.visit': { kept: 'an invented visit: it has neither, and is emptied when it ends' },
  'plan_stops.reason': figures,
  'plan_batches.draft': figures,
  'plan_batches.result': figures,
  'cycles.terms': figures,
  'cycles.figures': figures,
  'cycles.unplaced': figures,
  'cycles.check': figures,
  'gradings.summary': figures,
  'customer_alarms.numbers': figures,
  'alarm_scans.parameters': figures,
  'setting_versions.value': figures,
  'handover_items.before': figures,
  'import_files.result': figures,
  'visit_signals.numbers': figures,
  'explanation_photos.imageKey': 'photos',
  'explanation_photos.objectKey': 'photos',
  'explanation_photos.sha256': 'photos',
  'explanation_photos.cardImageKey': 'photos',
  'threshold_suggestions.figures': figures,
  'retros.facts': { kept: 'figures and names of people, as the cards of digests have them' },
  'retro_ideas.fromValue': figures,
  'retro_ideas.toValue': figures,
  'retro_ideas.numbers': figures,
  'retro_ideas.codes': figures,
  'retro_ideas.ownBefore': figures,
  'retro_ideas.applied': figures,
  'commission_versions.terms': figures,
  'commission_months.cameBack': figures,
  'commission_months.behind': figures,
  'commission_months.lines': figures,
  'commission_results.inputs': figures,
  'commission_lines.numbers': figures,
  'commission_corrections.was': figures,
  'commission_corrections.now': figures,
  // Nothing that ends is ever taken into it: see `domain/ledger/facts`.
  'ledger_waiting.key': figures,
  'ledger_waiting.row': figures,
  'ledger_entries.key': figures,
  'ledger_entries.row': figures,
  'ledger_sources.columns': figures,
  'ledger_sources.added': figures,
  'ledger_sources.upTo': figures,
  'ledger_ahead.key': figures,
}
