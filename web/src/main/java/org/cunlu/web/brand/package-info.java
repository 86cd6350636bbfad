/** Pages of a brand's owner: who may bear its name, and how much of each quota is left. */
package org.cunlu.web.brand;
