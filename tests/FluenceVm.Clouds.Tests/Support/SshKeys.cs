namespace FluenceVm.Clouds.Tests.Support;

/// <summary>Public keys that were made for these tests, with the fingerprints that ssh-keygen prints.</summary>
internal static class SshKeys
{
    public const string Ed25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILGLpniTHzV0wbw//R2L/wEIIAY06RGxgD1glaL4bkIG test@example";
    public const string Ed25519Fingerprint = "SHA256:kf1xJ91XiRGrGp2lKf9nTE2VPSONkrlgO5KfaLFta3Y";
    public const string Rsa2048 =
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDFbFAjD6xpZerPBL0fCo2CypGNGYEzy/CnMW2s7bXjqzoPP4yKNLr8hVUZIyX/qqRObOSY2R"
        + "j0Y4LVz+EzX0mixgKUm89JOynTxpRyvF3X/Wmb/T2QN+BcSawws4bS8qcrm5bJ+bwfw5oPNuh3nIb30ZuAVZ1mlv7APrcQXX5nNsHeUJxfZO18"
        + "4TnJ6zXvP52P/g0ZvFOpAEPPD1Ye4UDax0e04uVhWW4OX5orjh+AvbBwDkGOu73LIji3oZjQ01EbzpbBgKg/9YfttDtgsHda9290LKiTtQViFZ"
        + "h5Gf0OrnVt76ex+7LyFo3ry/kszDmJqRDQ8jf1lpXaMEXHNVqH test@example";
    public const string Rsa2048Fingerprint = "SHA256:Y6lzmWmnccUHh+5Flrca8yeEcx2IoVuXZrhATfM9qlU";
    public const string Nistp256 =
        "ecdsa-sha2-nistp256 "
            + "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBOdew4aAy+Lu+EOLKAf12wpguODaZdphBvJ++Z0Ye8jl42rxLrtpVEg2Hd"
            + "fFgmw7amyPlI66Bvprd5EgniVBPN4= test@example";
    public const string Nistp256Fingerprint = "SHA256:Rcq1bn/FVonx/3XorDND8p3uiZ1PFexIofMRk9tbjmQ";
    public const string Nistp384 =
        "ecdsa-sha2-nistp384 "
            + "AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABhBAYShLQlPiok8QB13Zg+ksW5dwWMc4H9jWN5bsqjLyaQgsGXNaPd9SSVUE"
            + "tCZXCQEfSXkYMDRF4IX/Vmc03yI8pykSUeEl8uFGJoDV7TVExIFB3btUnshftWv10wHZ31mg== test@example";
    public const string Nistp384Fingerprint = "SHA256:v9ZjIRpc2a+NtMK9Z0ufVypmhUotXSMP9OPgaytK22w";
    public const string Nistp521 =
        "ecdsa-sha2-nistp521 "
            + "AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBABB301VwGVIHnb07QFvMfw6jZ3IXb0g2MDOgLhWSTaKSY5pvt42U2KPqM"
            + "/dtjjLX5Cl6esy3zWKeLs7Mpm8VJZbGgA2k5oxvEEihkZ2wFCKbwsZaaNVWBfpQzrz/AXw5+CGAMVVVM1tuAMaqGotzwMaDQe0lIJP8iuT+i8o"
            + "larnkPFHDQ== test@example";
    public const string Nistp521Fingerprint = "SHA256:iRPe0SL21S4SyaUULHGCzZiu1OtJgCYni9pKq2tlEyM";
}
