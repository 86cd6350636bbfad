package org.cunlu.kernel.privacy;

/**
 * A column that {@link FieldCipher} sealed. A bean for each, so that all can be sealed anew when the key changes.
 * @param table such as {@code acc_account}
 * @param key its primary key, one text column
 * @param column the sealed one
 * @param context as it was given to {@link FieldCipher#seal}
 * @param batch rows that are held in memory at once: few where each is a whole file
 */
public record SealedColumn(String table, String key, String column, String context, int batch) {
    private static final int BATCH = 200;

    public SealedColumn(String table, String key, String column, String context) {
        this(table, key, column, context, BATCH);
    }

    public SealedColumn {
        if (batch < 1 || batch > BATCH) {
            throw new IllegalArgumentException("batch " + batch);
        }
        for (String name : new String[] {table, key, column}) {
            // They stand in statements as they are.
            if (!name.matches("[a-z][a-z0-9_]{0,63}")) {
                throw new IllegalArgumentException("not the name of a table or column: " + name);
            }
        }
    }

    /** @return such as {@code acc_account.phone_sealed} */
    public String title() {
        return table + "." + column;
    }
}
