// The shapes of the files that Python writes for the search; types only.
// tests/contract/browser.json has an example of each, which both test suites read.

/**
 * A text in the plural forms of its language, by CLDR category; `{n}` stands for the number.
 * @typedef {Record<string, string>} PluralForms
 */

/**
 * The words of the search's interface.
 * @typedef {object} Words
 * @property {string} search
 * @property {string} placeholder
 * @property {string} keys
 * @property {string} start
 * @property {string} busy
 * @property {PluralForms} count
 * @property {string} rewritten with `{words}`
 * @property {string} exactly with `{query}`
 * @property {string} partly
 * @property {string} nothing with `{query}`
 * @property {string} near
 * @property {string} more
 * @property {string} all
 * @property {string} failed
 * @property {string} browse
 * @property {string} close
 * @property {string} filters
 * @property {string} clear
 * @property {string} project
 */

/**
 * interface.json: what the page needs before it searches.
 * @typedef {object} Interface
 * @property {Words} words
 * @property {{ id: string, name: string }[]} facets in the order in which they are shown
 */

/**
 * search.json: what the worker needs before it searches.
 * @typedef {object} SearchData
 * @property {string[]} pages the id of each page, by its row in the index
 * @property {[string, string][]} chunks the first folded word and the id of each part of the index
 * @property {string} words the word list; see wordlist.js
 * @property {string[]} endings folded endings of inflected words
 * @property {string[]} common folded words that are on too many pages to tell them apart
 * @property {string[]} facets
 * @property {Record<string, Terms>} terms by facet
 * @property {Record<string, { name: string, note: string }>} languages
 */

/**
 * Label and synonyms of each term of a facet, by its id.
 * @typedef {Record<string, string[]>} Terms
 */

/**
 * catalogue.json: the facts of all cases, the newest first, in the same rows in every language.
 * @typedef {object} CatalogueData
 * @property {string[]} pages the id of a page, or `<lang>/<id>` of one in another language
 * @property {Record<string, string[]>} facts by facet, the ids of each row with blanks between
 * @property {Record<string, string>} countries name by code
 */

/**
 * The rows of the pages that have a word, by impact (1 to 63): the first row, then the difference of
 * each to the one before.
 * @typedef {Record<string, number[]>} Postings
 */

/** index/<id>.json: an array of words with their pages. @typedef {[string, Postings]} Entry */

/**
 * fragment/<id>.json: the text of a page.
 * @typedef {object} Fragment
 * @property {string} url relative to the folder of the language
 * @property {string} title
 * @property {string} summary
 * @property {Section[]} sections
 */

/**
 * A part of a page; one before the first heading has neither anchor nor title.
 * @typedef {{ anchor: string, title: string, text: string }} Section
 */
