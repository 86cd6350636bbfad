package org.cunlu.accounts.villager;

import java.time.Duration;
import java.util.Map;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.limits.Rate;
import org.cunlu.kernel.problem.ProblemException;

/** Why something about a villager's record is not done. */
final class Refusals {
    private Refusals() {}

    static ProblemException guardianNeeded() {
        return ProblemException.of(
                409,
                "guardian-needed",
                "未满14周岁须有监护人 · Under 14 a guardian is needed",
                "请先登记监护人及其同意 · Record a guardian and his consent first");
    }

    static ProblemException villageUnknown() {
        return ProblemException.of(
                        400,
                        "village-unknown",
                        "没有这个村 · There is no such village",
                        "请从村名列表中选择 · Choose it from the list of villages")
                .field("villageCode");
    }

    /** The same for no account, one that cannot sign in, and the villager himself: so that no number is found out here. */
    static ProblemException unfit() {
        return ProblemException.of(
                        409,
                        "representative-unfit",
                        "此人不能作为代理人或监护人 · He cannot act for the villager",
                        "须为能登录的其他成年人账号 · It takes another grown-up's account that signs in")
                .field("phone");
    }

    static ProblemException writingNeeded() {
        return ProblemException.of(
                        409,
                        "writing-needed",
                        "须有书面凭证 · It has to be on paper",
                        "站长作代理人须本人书面同意；成年人的监护须有监护文件 · A keeper needs the villager's written consent, a"
                                + " guardian of an adult the document")
                .field("way");
    }

    static ProblemException minorNeedsGuardian() {
        return ProblemException.of(409, "guardian-only", "未成年人由监护人代理 · A minor is represented by his guardian", null)
                .field("kind");
    }

    static ProblemException period() {
        return ProblemException.invalid("until", "period-invalid", "起止日期不对 · Not a period");
    }

    static ProblemException standsAlready() {
        return ProblemException.of(409, "stands-already", "此人已在代理 · He acts for him already", null);
    }

    static ProblemException recordRestsOnIt() {
        return ProblemException.of(
                409,
                "record-rests-on-it",
                "档案以此同意为前提 · The record rests on this consent",
                "撤回请删除档案 · To withdraw it, delete the record");
    }

    /** The same for a code that never was, is used up, void or past its time. */
    static ProblemException claimCodeWrong() {
        return ProblemException.invalid("claimCode", "claim-code-wrong", "认领码不对或已失效 · The claim code is not good");
    }

    static ProblemException claimNotYours() {
        return ProblemException.of(
                409,
                "claim-not-yours",
                "代理人、监护人和站长不能把村民档案并入自己的账号 · Whoever acts for the villager cannot take his record over",
                null);
    }

    /** Takes one from the bucket. @throws ProblemException 429 {@code too-many-…} */
    static void count(Limits limits, Map<Rate, String> subjects, String code, String title) {
        long wait = limits.secondsToWait(subjects);
        if (wait > 0) {
            throw ProblemException.of(429, code, title, null).fact(ProblemException.RETRY_AFTER, wait);
        }
    }

    static Rate daily(String name, int many) {
        return new Rate(name, many, Duration.ofDays(1));
    }
}
