package org.cunlu.kernel.keys;

import java.util.Map;
import org.cunlu.kernel.privacy.DataKey;

/**
 * A key and what it holds.
 * @param rows how many rows of each sealed column ({@code acc_account.phone_sealed}) were sealed with it; every column is named
 */
public record KeyUse(DataKey key, Map<String, Long> rows) {}
