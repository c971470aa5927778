"""Words, lemmas and sentences of Russian, English and Kyrgyz speech. Strings in, values out."""
