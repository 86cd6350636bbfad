-- What must be kept cool is collected and handed in only where COLD is a service. Each node that may hold it did so until now.
UPDATE log_node
SET services = TRIM(CONCAT(services, ' COLD'))
WHERE CONCAT(' ', holds, ' ') LIKE '% CHILLED %'
  AND CONCAT(' ', services, ' ') NOT LIKE '% COLD %';
