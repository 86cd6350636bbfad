/** Pages of the county's operator about money: periods, commission, payments and the bank. */
package org.cunlu.web.money;
