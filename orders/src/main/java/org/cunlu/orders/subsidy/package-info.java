/** Subsidy programmes (补贴): a fund pays a part for those who qualify, within caps that are counted. */
package org.cunlu.orders.subsidy;
