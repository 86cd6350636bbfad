package org.cunlu.kernel.db;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;

/** A statement that the database refused. */
public final class SqlFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int DUPLICATE_ENTRY = 1062;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int DEADLOCK = 1213;
    /** MariaDB 11.6 and newer: the row changed since the snapshot of this transaction. */
    private static final int RECORD_CHANGED = 1020;

    /** Two texts cannot be compared: kinds for two, for three, for more operands. */
    private static final Set<Integer> CANNOT_COMPARE = Set.of(1267, 1270);
    /** The same among more than three, such as a column IN (…): its words name none of them. */
    private static final int CANNOT_COMPARE_MANY = 1271;
    /** In the words of that error: one of the two is an argument, not a column. */
    private static final String ARGUMENT = "COERCIBLE";

    private static final int INCORRECT_VALUE = 1366;
    /**
     * MySQL's numbers where MariaDB cannot compare: text that the column's alphabet cannot write, in the statement and as an
     * argument of one that the server prepared.
     */
    private static final Set<Integer> CANNOT_CONVERT = Set.of(3854, 3988);

    /** Class of SQL states. */
    private static final String CONNECTION_EXCEPTION = "08";
    /** Disk full, too many connections, shutting down, table full, user's limit, read-only (four kinds). */
    private static final Set<Integer> CANNOT_NOW = Set.of(1021, 1040, 1053, 1114, 1203, 1290, 1792, 1836, 3100);

    /** The pool's own words, without a state, for whatever is asked of a connection that broke before. */
    private static final String BROKEN_BEFORE = "Connection is closed";

    public SqlFailure(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** @return whether a unique key was hit */
    public boolean duplicate() {
        return code() == DUPLICATE_ENTRY;
    }

    /** @return whether the same transaction may succeed when run again from its start */
    public boolean transientConflict() {
        return code() == DEADLOCK || code() == LOCK_WAIT_TIMEOUT || code() == RECORD_CHANGED;
    }

    /** @return whether the statement was right and the server is away, read-only, full or overrun; worth a try later */
    public boolean serverAway() {
        var cause = (SQLException) getCause();
        return cause instanceof SQLTransientConnectionException
                || cause instanceof SQLNonTransientConnectionException
                || cause instanceof SQLRecoverableException
                || (cause.getSQLState() != null && cause.getSQLState().startsWith(CONNECTION_EXCEPTION))
                || (cause.getSQLState() == null && BROKEN_BEFORE.equals(cause.getMessage()))
                || CANNOT_NOW.contains(code());
    }

    /**
     * @return whether an argument has characters that its column's alphabet lacks, such as Chinese ones where codes are
     *     ASCII: there can be no such code
     */
    public boolean foreignText() {
        String words = String.valueOf(getMessage());
        return (CANNOT_COMPARE.contains(code()) && words.contains(ARGUMENT))
                || code() == CANNOT_COMPARE_MANY
                || CANNOT_CONVERT.contains(code())
                || (code() == INCORRECT_VALUE && words.contains("string value"));
    }

    /** @return the database's own number of the error */
    public int number() {
        return code();
    }

    /** @return the failure of a statement within a chain of causes, if there is one */
    public static Optional<SqlFailure> in(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SqlFailure failure) {
                return Optional.of(failure);
            }
            if (t instanceof SQLException failure) {
                return Optional.of(new SqlFailure(failure));
            }
        }
        return Optional.empty();
    }

    private int code() {
        return ((SQLException) getCause()).getErrorCode();
    }
}
