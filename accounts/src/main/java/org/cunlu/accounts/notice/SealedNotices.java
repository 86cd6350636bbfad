package org.cunlu.accounts.notice;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.privacy.SealedColumn;

/** Tells the rotation of keys what is sealed here. */
@Factory
class SealedNotices {
    @Singleton
    @Named("acc_notice.phone")
    SealedColumn phone() {
        return new SealedColumn("acc_notice", "notice_id", "phone_sealed", NoticeTable.PHONE);
    }

    @Singleton
    @Named("acc_notice.text")
    SealedColumn text() {
        return new SealedColumn("acc_notice", "notice_id", "text_sealed", NoticeTable.TEXT);
    }
}
