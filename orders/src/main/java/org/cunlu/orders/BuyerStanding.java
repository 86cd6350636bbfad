package org.cunlu.orders;

/**
 * What a buyer's reservations came to of late.
 * @param unpaid groups that await their payment now  @param expired groups that he did not pay in time
 */
public record BuyerStanding(int unpaid, int expired) {}
