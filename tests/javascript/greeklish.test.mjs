import assert from "node:assert/strict";
import { test } from "node:test";

import { fold } from "#search/compare.js";
import { greekKey, latinKeys } from "#search/greeklish.js";

const SPELLINGS = {
  εξυπηρετηση: ["eksipiretisi", "exypiretisi", "exyphrethsh", "e3ypiretisi", "exipiretisi"],
  πελατης: ["pelatis", "pelaths"],
  θαλασσα: ["thalassa", "8alassa", "9alasa"],
  χαρα: ["xara", "hara", "chara", "khara"],
  ψυχη: ["psyxi", "psixh", "4yxi"],
  μπαλα: ["mpala", "bala"],
  ντοματα: ["ntomata", "domata"],
  γκαραζ: ["gkaraz", "garaz"],
  αγγελος: ["aggelos", "angelos"],
  αυτοκινητο: ["autokinito", "aftokinito", "avtokinhto"],
  ευχαριστω: ["euxaristw", "efharisto", "eyxaristo"],
  ουρανος: ["ouranos", "uranos"],
  παιχνιδι: ["paixnidi", "pexnidi", "paihnidi", "paichnidi"],
  εταιρεια: ["etaireia", "eteria", "etairia"],
  φωνη: ["fwnh", "foni", "phoni"],
  τηλεοραση: ["thleorash", "tileorasi"],
  υγεια: ["ygeia", "igia", "ugeia"],
};

for (const [word, spellings] of Object.entries(SPELLINGS)) {
  for (const spelling of spellings) {
    test(`${spelling} sounds like ${word}`, () => {
      assert.ok(
        latinKeys(spelling).includes(greekKey(fold(word))),
        `${latinKeys(spelling)} lacks ${greekKey(fold(word))}`,
      );
    });
  }
}

test("words that sound otherwise have other keys", () => {
  assert.ok(!latinKeys("pelatis").includes(greekKey("πολιτης")));
});

test("a long word of many readings does not have endless keys", () => {
  assert.ok(latinKeys("xhxhxhxhxhxhxhxhxhxhxhxhxhxh").length <= 64);
});
