CREATE INDEX "alarm_events_shown" ON "alarm_events" USING btree ("note","at") WHERE kind in ('told', 'escalated');
