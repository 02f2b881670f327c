;; Counts differing bits of hashes against two hashes that are asked about, 16 photos at a time.
;;
;; Memory: the two questions at 0 (16 bytes each, every byte spread over a vector by the caller: 2 × 256
;; bytes), answers from 512 on, hashes behind the answers. Hashes lie in blocks of 16 photos; in a block slot
;; after slot (a window of the photo each), in a slot 16 rows of 16 bytes: row r has byte r of all 16 photos.
;;
;; `scan` looks at slots [slot, slotEnd) of blocks [block, blockEnd) and writes, for each slot where one photo
;; differs in at most `most` bits from either question: block, slot (i32 each), 8 bytes unused, and
;; the 16 distances to each question (a byte each): 48 bytes. It answers how many.
(module
  (memory (export "memory") 2)
  (func (export "scan")
    (param $hashes i32) (param $slots i32) (param $slot i32) (param $slotEnd i32)
    (param $block i32) (param $blockEnd i32) (param $most i32) (result i32)
    (local $at i32) (local $row i32) (local $i i32) (local $out i32) (local $found i32)
    (local $limit v128) (local $a v128) (local $b v128) (local $bytes v128)
    (local.set $limit (i8x16.splat (local.get $most)))
    (local.set $out (i32.const 512))
    (block $done
      (loop $blocks
        (br_if $done (i32.ge_u (local.get $block) (local.get $blockEnd)))
        (local.set $i (local.get $slot))
        (local.set $at
          (i32.add (local.get $hashes)
            (i32.shl
              (i32.add (i32.mul (local.get $block) (local.get $slots)) (local.get $slot))
              (i32.const 8))))
        (loop $each
          (local.set $a (v128.const i64x2 0 0))
          (local.set $b (v128.const i64x2 0 0))
          (local.set $row (i32.const 0))
          (loop $rows
            (local.set $bytes (v128.load (i32.add (local.get $at) (local.get $row))))
            (local.set $a (i8x16.add (local.get $a)
              (i8x16.popcnt (v128.xor (local.get $bytes) (v128.load (local.get $row))))))
            (local.set $b (i8x16.add (local.get $b)
              (i8x16.popcnt (v128.xor (local.get $bytes) (v128.load offset=256 (local.get $row))))))
            (local.set $bytes (v128.load offset=16 (i32.add (local.get $at) (local.get $row))))
            (local.set $a (i8x16.add (local.get $a)
              (i8x16.popcnt (v128.xor (local.get $bytes) (v128.load offset=16 (local.get $row))))))
            (local.set $b (i8x16.add (local.get $b)
              (i8x16.popcnt (v128.xor (local.get $bytes) (v128.load offset=272 (local.get $row))))))
            (local.set $row (i32.add (local.get $row) (i32.const 32)))
            (br_if $rows (i32.lt_u (local.get $row) (i32.const 256))))
          (if (v128.any_true (v128.or
                (i8x16.le_u (local.get $a) (local.get $limit))
                (i8x16.le_u (local.get $b) (local.get $limit))))
            (then
              (i32.store (local.get $out) (local.get $block))
              (i32.store offset=4 (local.get $out) (local.get $i))
              (v128.store offset=16 (local.get $out) (local.get $a))
              (v128.store offset=32 (local.get $out) (local.get $b))
              (local.set $out (i32.add (local.get $out) (i32.const 48)))
              (local.set $found (i32.add (local.get $found) (i32.const 1)))))
          (local.set $at (i32.add (local.get $at) (i32.const 256)))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (br_if $each (i32.lt_u (local.get $i) (local.get $slotEnd))))
        (local.set $block (i32.add (local.get $block) (i32.const 1)))
        (br $blocks)))
    (local.get $found)))
