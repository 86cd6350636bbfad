-- Hazardous goods never ride beside food: whether the vehicles of a line have a compartment of its own for them. Nobody has
-- said so of the lines that are there: until the county does, hazardous goods go with none that carries anything else.
ALTER TABLE log_line
    ADD COLUMN hazard_apart BOOLEAN NOT NULL DEFAULT FALSE;
