-- As in the catalogue: limits count by the name of an ingredient, however it was spaced.
UPDATE ord_input_limit SET code = REPLACE(REPLACE(code, ' ', ''), '　', '') WHERE what = 'INGREDIENT';
UPDATE ord_line SET input_ingredient = REPLACE(REPLACE(input_ingredient, ' ', ''), '　', '')
    WHERE input_ingredient IS NOT NULL;
