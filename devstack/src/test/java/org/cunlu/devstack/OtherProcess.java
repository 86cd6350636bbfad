package org.cunlu.devstack;

/** Another test process of the same build, as those of other modules are. */
final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] args) {
        System.out.println(TestServers.properties("there", Server.DATABASE).get("cunlu.db.url"));
    }
}
