package org.cunlu.catalog.shop;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.catalog.LicenceClass;

/** What a seller's checklist may hold. */
enum Item {
    /** Of who applies; not asked of those whose real name was verified. */
    IDENTITY("身份证", "identity card", true, false, null),
    BUSINESS_LICENCE("营业执照", "business licence", false, false, null),
    BANK_ACCOUNT("银行账户", "bank account", true, false, null),
    FOOD("食品经营许可证", "food licence", false, true, LicenceClass.FOOD),
    PESTICIDE("农药经营许可证", "pesticide licence", false, true, LicenceClass.PESTICIDE),
    RESTRICTED_PESTICIDE("限制使用农药经营许可证", "restricted pesticide licence", false, true, LicenceClass.RESTRICTED_PESTICIDE),
    SEED("种子经营许可或备案", "seed licence", false, true, LicenceClass.SEED),
    FERTILISER("肥料经营资质", "fertiliser licence", false, true, LicenceClass.FERTILISER);

    private final String chinese;
    private final String english;
    private final boolean personal;
    private final boolean ends;
    private final @Nullable LicenceClass licence;

    Item(String chinese, String english, boolean personal, boolean ends, @Nullable LicenceClass licence) {
        this.chinese = chinese;
        this.english = english;
        this.personal = personal;
        this.ends = ends;
        this.licence = licence;
    }

    String chinese() {
        return chinese;
    }

    String english() {
        return english;
    }

    /** @return whether its number and paper show a person: they are sealed, and looked at with a reason */
    boolean personal() {
        return personal;
    }

    /** @return whether it has a last day, always */
    boolean ends() {
        return ends;
    }

    /** @return whether its number says enough without a paper */
    boolean paperless() {
        return this == BANK_ACCOUNT;
    }

    /** @return the column's word for a class of licences */
    static Item of(LicenceClass licence) {
        for (Item item : values()) {
            if (item.licence == licence) {
                return item;
            }
        }
        throw new IllegalStateException("no item for " + licence);
    }
}
