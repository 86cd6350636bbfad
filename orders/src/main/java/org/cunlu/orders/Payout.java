package org.cunlu.orders;

/**
 * Money on its way to a party.
 * @param batchId with what it is sent
 * @param fen above 0
 */
public record Payout(String payoutId, String batchId, String countyCode, Party party, long fen) {
    public Payout {
        if (fen <= 0) {
            throw new IllegalArgumentException("a payout of " + fen + " fen");
        }
    }
}
