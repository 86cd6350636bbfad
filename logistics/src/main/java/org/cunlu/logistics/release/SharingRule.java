package org.cunlu.logistics.release;

/** By what a scarce quantity is shared out; always up to the need, and none of it left over while anybody needs more. */
enum SharingRule {
    /** By people, those far from the hub counting for more: who has least for each of his people is served first (max-min). */
    PEOPLE("按人口与路程加权，最少者优先（极大极小公平）", "by people and distance, max-min fair"),
    /** In proportion to the need. */
    NEED("按需求比例", "in proportion to need"),
    /** The same for each village, up to its need. */
    EQUAL("各村均等，不超过需求", "equal for each village, up to its need");

    private static final long PLAIN = 1_000;
    private static final long METRES_A_KM = 1_000;

    private final String chinese;
    private final String english;

    SharingRule(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    /** @return for people, Chinese first */
    String title() {
        return chinese + " · " + english;
    }

    /**
     * @param people above 0 @param need pieces, above 0 @param metres from the hub
     * @param farPermille by how much a kilometre raises the weight, in thousandths
     * @return above 0
     */
    long weight(long people, long need, long metres, long farPermille) {
        return switch (this) {
            case PEOPLE -> Math.multiplyExact(people, PLAIN + Math.multiplyExact(farPermille, metres / METRES_A_KM));
            case NEED -> need;
            case EQUAL -> 1;
        };
    }
}
