package org.cunlu.accounts;

/** Second factors whose secret everybody knows. There is such a bean in demo mode only. */
public interface DemoFactors {
    /** Enrols and confirms the secret; repeating it changes nothing, and a factor of his own stays. */
    void enrol(String accountId, TotpSecret secret);
}
