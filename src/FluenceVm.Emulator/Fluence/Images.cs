namespace FluenceVm.Emulator.Fluence;

/// <summary>An image that the service proposes.</summary>
internal sealed record Image(string Id, string Name, string Distribution, string Slug, string DownloadUrl, string UserName);

/// <summary>The images of <c>GET /vms/v3/default_images</c>.</summary>
internal static class Images
{
    /// <summary>When all of them were put there.</summary>
    public static readonly DateTimeOffset CreatedAt = new(2025, 5, 6, 14, 29, 39, 382, TimeSpan.Zero);

    public static IReadOnlyList<Image> All { get; } =
    [
        Made(
            1,
            "22.04 (LTS) x64",
            "Ubuntu",
            "ubuntu-22-04-x64",
            "https://cloud-images.ubuntu.com/releases/22.04/release/ubuntu-22.04-server-cloudimg-amd64.img",
            "ubuntu"),
        Made(
            2,
            "24.04 (LTS) x64",
            "Ubuntu",
            "ubuntu-24-04-x64",
            "https://cloud-images.ubuntu.com/releases/24.04/release/ubuntu-24.04-server-cloudimg-amd64.img",
            "ubuntu"),
        Made(
            3,
            "12 x64",
            "Debian",
            "debian-12-x64",
            "https://cloud.debian.org/images/cloud/bookworm/latest/debian-12-generic-amd64.qcow2",
            "debian"),
        Made(
            4,
            "9 Stream x64",
            "CentOS",
            "centos-9-x64",
            "https://cloud.centos.org/centos/9-stream/x86_64/images/CentOS-Stream-GenericCloud-9-latest.x86_64.qcow2",
            "cloud-user"),
    ];

    private static Image Made(int number, string name, string distribution, string slug, string url, string user) =>
        new(FormattableString.Invariant($"fa4e{number:x28}"), name, distribution, slug, url, user);
}
