/** Keys of outside systems: made and taken back by a county's operator, never good for what people do. */
package org.cunlu.accounts.apikey;
