package org.cunlu.kernel.privacy;

/**
 * A column that {@link FieldCipher} sealed. A bean for each, so that all can be sealed anew when the key changes.
 * @param table such as {@code acc_account}
 * @param key its primary key, a text column
 * @param column the sealed one
 * @param context as it was given to {@link FieldCipher#seal}
 */
public record SealedColumn(String table, String key, String column, String context) {}
