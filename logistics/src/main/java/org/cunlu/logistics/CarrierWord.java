package org.cunlu.logistics;

/** What a carrier may mean by a word: what becomes of a parcel in a carrier's hands. A higher rank is further on its way; nothing goes back to a lower one. */
public enum CarrierWord {
    /** By us to him: no word of his yet. */
    GIVEN(0, "已交承运商"),
    COLLECTED(1, "已揽收"),
    IN_TRANSIT(2, "运输中"),
    OUT_FOR_DELIVERY(3, "派送中"),
    /** Something hinders it, and it may go on: no rank of its own. */
    PROBLEM(0, "问题件"),
    REFUSED(4, "拒收"),
    RETURNING(5, "退回中"),
    DELIVERED(6, "已签收"),
    /** The carrier says that he brought it back. */
    RETURNED(6, "已退回"),
    /** The gateway has it again. */
    BACK(7, "已退回网关");

    private final int rank;
    private final String chinese;

    CarrierWord(int rank, String chinese) {
        this.rank = rank;
        this.chinese = chinese;
    }

    public String chinese() {
        return chinese;
    }

    /** @return whether a carrier may say it */
    public boolean told() {
        return this != GIVEN && this != BACK;
    }

    public boolean over() {
        return rank >= DELIVERED.rank;
    }

    /** What is signed for after it was turned back was signed for by us. */
    public CarrierWord after(CarrierWord now) {
        boolean turned = now == REFUSED || now == RETURNING;
        return this == DELIVERED && turned ? RETURNED : this;
    }

    /** @return whether a parcel in this state moves on by it */
    public boolean movesOnBy(CarrierWord next) {
        return !over() && next.rank > rank;
    }
}
