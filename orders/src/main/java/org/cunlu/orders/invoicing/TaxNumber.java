package org.cunlu.orders.invoicing;

/** Numbers under which firms pay tax: the unified social credit code (GB 32100-2015), whose last character checks the others. */
final class TaxNumber {
    private static final String SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int LENGTH = 18;

    private TaxNumber() {}

    static boolean valid(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < LENGTH - 1; i++) {
            int sign = SIGNS.indexOf(text.charAt(i));
            if (sign < 0) {
                return false;
            }
            sum += sign * weight;
            weight = weight * 3 % SIGNS.length();
        }
        return SIGNS.indexOf(text.charAt(LENGTH - 1)) == (SIGNS.length() - sum % SIGNS.length()) % SIGNS.length();
    }
}
