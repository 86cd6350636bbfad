package org.cunlu.kernel.privacy;

/**
 * A column that {@link FieldCipher} sealed. A bean for each, so that all can be sealed anew when the key changes.
 * @param table such as {@code acc_account}
 * @param key its primary key, one text column
 * @param column the sealed one
 * @param context as it was given to {@link FieldCipher#seal}
 */
public record SealedColumn(String table, String key, String column, String context) {
    public SealedColumn {
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
