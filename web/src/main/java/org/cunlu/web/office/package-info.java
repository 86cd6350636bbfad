/** Pages of the county's operator about single orders, and about what the county has set up: carriers, rules, outside systems. */
package org.cunlu.web.office;
