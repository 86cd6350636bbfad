package org.cunlu.accounts;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** What one part of the system knows about a person. A bean for each part; a person may have all of it, and end it. */
public interface PersonalData {
    /** Why a person cannot be forgotten yet, in words. @param what such as {@code 未完成订单 2 笔 · 2 open orders} */
    record Objection(String code, String what) {}

    /**
     * What stays after a person was forgotten.
     * @param what in words, Chinese first
     * @param why the law or duty, in words
     */
    @Serdeable
    record Kept(String what, String why) {}

    /** @return stable, such as {@code orders}; key in the export */
    String section();

    /** @return all this part knows of the person, as something that can be written as JSON, in the open */
    Object export(String accountId);

    /** @return nothing when the person may be forgotten now */
    List<Objection> objections(String accountId);

    /** Erases or makes pseudonymous what may go, within the caller's transaction. @return what stays and why */
    List<Kept> erase(String accountId);
}
