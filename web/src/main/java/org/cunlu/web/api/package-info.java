/** The API's description: one document made of all modules', and the page that shows it. */
package org.cunlu.web.api;
