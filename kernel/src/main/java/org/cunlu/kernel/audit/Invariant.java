package org.cunlu.kernel.audit;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Something that must always be true of the tables, re-derived from them. Beans of this type are what
 * {@code ./cunlu audit} runs, all on one connection with one consistent snapshot.
 */
public interface Invariant {
    /** @return short, stable name, such as {@code stock levels = movements} */
    String name();

    /**
     * @param snapshot connection inside a read-only transaction with a consistent snapshot; not to be closed
     * @return what was checked and what was found wrong
     */
    Finding check(Connection snapshot) throws SQLException;
}
