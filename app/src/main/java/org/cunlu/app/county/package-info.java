/** The demo county: Zhong County (忠县) with its real townships and villages, and goods, stock and people made up for it. */
package org.cunlu.app.county;
