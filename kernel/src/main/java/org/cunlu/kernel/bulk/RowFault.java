package org.cunlu.kernel.bulk;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What was wrong with one row of a file.
 * @param line line in the file, from 1, the header being 1
 * @param column name of the column, or null when the row as a whole is at fault
 * @param code stable, kebab-case
 * @param message what to do, Chinese first, English beside it
 */
@Serdeable
public record RowFault(long line, @Nullable String column, String code, String message) {}
