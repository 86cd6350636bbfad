package org.cunlu.accounts.provider;

import org.cunlu.kernel.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How sign-in by a provider fails. Reasons go to our log; to the outside all refusals look alike. */
final class Failing {
    private static final Logger LOG = LoggerFactory.getLogger(Failing.class);

    private Failing() {}

    static ProblemException refused(String provider, String why) {
        LOG.warn("provider {} refused: {}", provider, why);
        return ProblemException.of(
                400, "provider-refused", "登录未成功，请重新开始 · Signing in there did not succeed, start again", null);
    }

    static ProblemException unavailable(String provider, String why) {
        LOG.warn("provider {} unavailable: {}", provider, why);
        return ProblemException.of(
                        503,
                        "provider-unavailable",
                        "对方暂时不可用，请稍后再试或换一种方式登录 · Unavailable, try later or sign in otherwise",
                        null)
                .fact(ProblemException.RETRY_AFTER, 5);
    }
}
