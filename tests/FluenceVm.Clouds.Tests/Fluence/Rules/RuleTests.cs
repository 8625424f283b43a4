using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Tests.Fluence.Rules;

public sealed class RuleTests : IDisposable
{
    private readonly EmulatedAccount _account = new();

    public void Dispose() => _account.Dispose();

    private static VmOrder Order(
        string name = "web-1",
        string image = "https://images.example/a.img",
        string? host = null,
        int count = 1,
        string key = "laptop",
        VmPort? port = null,
        VmConstraints? constraints = null) => new()
        {
            Name = name,
            HostName = host,
            Count = count,
            Image = image,
            SshKeys = key.Length == 0 ? [] : [key],
            OpenPorts = port is null ? [] : [port],
            Constraints = constraints ?? new VmConstraints(),
        };

    public static TheoryData<VmOrder, string> Broken => new()
    {
        { Order(name: ""), "letters, digits and hyphens only" },
        { Order(name: "web_1"), "'web_1' is not a valid VM name" },
        { Order(name: "wéb"), "is not a valid VM name" },
        { Order(name: "web 1"), "is not a valid VM name" },
        { Order(host: "a b"), "'a b' is not a valid host name" },
        { Order(count: 0), "0 VMs can't be ordered" },
        { Order(image: "https://images.example/a.iso"), "ends in .qcow2, .img" },
        { Order(image: "file:///a.img"), "is not a valid image address" },
        { Order(image: "https://images.example/a.iso?x=.img"), "is not a valid image address" },
        { Order(key: ""), "needs an SSH key" },
        { Order(key: "ssh-ed25519 garbage"), "not a valid public SSH key" },
        { Order(key: "-----BEGIN OPENSSH PRIVATE KEY-----"), "private SSH key" },
        { Order(port: new VmPort(10250, "tcp")), "10250/tcp can't be opened" },
        { Order(constraints: new VmConstraints { Countries = ["Poland"] }), "'Poland' is not a country" },
        { Order(constraints: new VmConstraints { MaxTotalPricePerEpoch = 0m }), "more than 0 USDC" },
        { Order(constraints: new VmConstraints { AdditionalStorageGiB = 50 }), "exactly one type of disk" },
        { Order(constraints: new VmConstraints
        {
            AdditionalStorageGiB = 0,
            Hardware = [new Hardware { Kind = "Storage", Type = "SSD" }],
        }), "at least 1" },
        { Order(constraints: new VmConstraints { Hardware = [new Hardware { Kind = "Cpu" }] }), "manufacturer, its architecture, or both" },
        { Order(constraints: new VmConstraints { Hardware = [new Hardware { Kind = "Memory" }] }), "type, its generation, or both" },
        { Order(constraints: new VmConstraints { Hardware = [new Hardware { Kind = "Storage" }] }), "give its type" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_rule_is_named_before_anything_is_sent(VmOrder order, string expected)
    {
        var before = _account.Emulator.RequestCount;
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => _account.Orders.PlaceAsync(order, null, CancellationToken.None));

        Assert.True(exception is ArgumentException or FormatException, exception.ToString());
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, _account.Emulator.RequestCount);
        Assert.Empty(_account.Journal.All());
    }

    [Theory]
    [InlineData(".qcow2")]
    [InlineData(".img")]
    [InlineData(".raw")]
    [InlineData(".raw.xz")]
    [InlineData(".raw.gz")]
    [InlineData(".img.xz")]
    [InlineData(".img.gz")]
    public void Every_documented_ending_of_an_image_is_accepted(string ending) =>
        VmRules.CheckImageUrl($"https://images.example/a{ending}?token=1");

    [Fact]
    public async Task Changes_are_held_to_the_rules_too()
    {
        async Task<string> FailAsync(VmUpdate update) =>
            (await Assert.ThrowsAsync<ArgumentException>(() => _account.Client.UpdateVmsAsync([update], CancellationToken.None))).Message;

        Assert.Contains("is not a valid VM id", await FailAsync(new VmUpdate { Id = "web-1", Name = "a" }), StringComparison.Ordinal);
        Assert.Contains("Nothing of", await FailAsync(new VmUpdate { Id = Connections.Id(1) }), StringComparison.Ordinal);
        Assert.Contains(
            "is not a valid VM name",
            await FailAsync(new VmUpdate { Id = Connections.Id(1), Name = "a_b" }),
            StringComparison.Ordinal);
        Assert.Contains(
            "10250/udp",
            await FailAsync(new VmUpdate { Id = Connections.Id(1), OpenPorts = [new VmPort(10250, "udp")] }),
            StringComparison.Ordinal);
        Assert.Equal(0, _account.Emulator.CountOf("UpdateVm"));
    }
}
