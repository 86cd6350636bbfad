package org.cunlu.accounts.signin;

import org.cunlu.kernel.problem.ProblemException;

/** What the doors answer to those whom they do not let in. The last three only to somebody who proved the number. */
final class Refused {
    private Refused() {}

    static ProblemException signIn() {
        return ProblemException.of(401, "sign-in-refused", "手机号或密码不正确 · Phone or password is wrong", null);
    }

    static ProblemException wrongPassword(String field) {
        return ProblemException.invalid(field, "password-wrong", "密码不正确 · The password is wrong");
    }

    static ProblemException noPassword() {
        return ProblemException.of(
                409,
                "no-password",
                "账号还没有密码 · The account has no password",
                "请先用验证码设置密码 · Set one by a code first (forgotten password)");
    }

    static ProblemException suspended() {
        return ProblemException.of(403, "account-suspended", "账号已停用 · The account is suspended", null);
    }

    static ProblemException noAccount() {
        return ProblemException.of(
                409, "no-account", "这个手机号还没有账号 · This number has no account", "可以直接注册 · You can sign up with it");
    }

    static ProblemException hasAccount() {
        return ProblemException.of(
                        409, "phone-has-account", "这个手机号已有账号 · This number has an account", "请直接登录 · Sign in with it")
                .field("phone");
    }
}
