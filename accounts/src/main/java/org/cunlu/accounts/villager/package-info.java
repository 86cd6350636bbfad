/** People without a phone: records kept by their station, who acts for them, and how they take the record over. */
package org.cunlu.accounts.villager;
