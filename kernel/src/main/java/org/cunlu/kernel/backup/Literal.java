package org.cunlu.kernel.backup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Locale;

/** How the values of a column are read and written as literals of SQL, so that a statement stays on one line. */
enum Literal {
    NUMBER {
        @Override
        void append(StringBuilder line, ResultSet row, int column) throws SQLException {
            String value = row.getString(column);
            line.append(value == null ? "NULL" : value);
        }
    },
    /** Dates and times are made text by the server itself: no time zone of a driver comes between. */
    TEXT {
        @Override
        void append(StringBuilder line, ResultSet row, int column) throws SQLException {
            String value = row.getString(column);
            if (value == null) {
                line.append("NULL");
                return;
            }
            line.append('\'');
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                switch (c) {
                    case '\'' -> line.append("''");
                    case '\\' -> line.append("\\\\");
                    case '\n' -> line.append("\\n");
                    case '\r' -> line.append("\\r");
                    case '\0' -> line.append("\\0");
                    default -> line.append(c);
                }
            }
            line.append('\'');
        }
    },
    BYTES {
        @Override
        void append(StringBuilder line, ResultSet row, int column) throws SQLException {
            byte[] value = row.getBytes(column);
            if (value == null) {
                line.append("NULL");
                return;
            }
            line.append("x'").append(HexFormat.of().formatHex(value)).append('\'');
        }
    };

    abstract void append(StringBuilder line, ResultSet row, int column) throws SQLException;

    /**
     * @param type of information_schema, like {@code varchar}
     * @throws BackupException for a type that nobody has thought of: better no backup than one that lies
     */
    static Literal of(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double" -> NUMBER;
            case "char",
                    "varchar",
                    "tinytext",
                    "text",
                    "mediumtext",
                    "longtext",
                    "json",
                    "enum",
                    "set",
                    "date",
                    "datetime",
                    "timestamp",
                    "time",
                    "year" -> TEXT;
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> BYTES;
            default -> throw new BackupException("不支持的列类型 · A column type that is not known: " + type);
        };
    }

    /** The column as it is asked for. */
    static String asked(String quoted, String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "date", "datetime", "timestamp", "time", "year", "tinyint" -> "CAST(" + quoted + " AS CHAR)";
            default -> quoted;
        };
    }
}
