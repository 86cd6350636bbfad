-- Spaces in the name of an active ingredient, also those of full width, are no difference (org.cunlu.catalog.Ingredient).
UPDATE cat_input SET active_ingredient = REPLACE(REPLACE(active_ingredient, ' ', ''), '　', '')
    WHERE active_ingredient IS NOT NULL;
