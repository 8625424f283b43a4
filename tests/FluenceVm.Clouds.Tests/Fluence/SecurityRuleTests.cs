using System.Net;
using FluenceVm.Model;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.Clouds.Tests.Fluence;

public sealed class SecurityRuleTests
{
    [Theory]
    [InlineData("tcp 443", "tcp", 443, 443, "0.0.0.0/0")]
    [InlineData("TCP 22 from 203.0.113.0/24", "tcp", 22, 22, "203.0.113.0/24")]
    [InlineData("tcp 22 to 203.0.113.7", "tcp", 22, 22, "203.0.113.7/32")]
    [InlineData("udp 6000-6100", "udp", 6000, 6100, "0.0.0.0/0")]
    [InlineData("icmp", "icmp", null, null, "0.0.0.0/0")]
    [InlineData("all from 2001:DB8::/32", "all", null, null, "2001:db8::/32")]
    [InlineData("all from sg-office", "all", null, null, "sg-office")]
    public void It_reads_what_people_write(string text, string protocol, int? first, int? last, string remote)
    {
        var rule = SecurityRule.Parse(text);
        Assert.Equal((protocol, first, last, remote), (rule.Protocol, rule.FirstPort, rule.LastPort, rule.Remote));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sctp 1")]
    [InlineData("icmp 22")]
    [InlineData("tcp 90-80")]
    [InlineData("tcp 70000")]
    [InlineData("tcp 22 from 10.1")]
    [InlineData("tcp 22 from 1.2.3.4/33")]
    [InlineData("tcp 22 from")]
    public void What_is_not_a_rule_is_refused_with_an_example(string text) =>
        Assert.Contains("tcp 22 from", Assert.Throws<FormatException>(() => SecurityRule.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_it_prints_is_what_it_reads()
    {
        var rules = Rules().ToArbitrary();
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(rules, rule =>
            SecurityRule.Parse(rule.ToString()) is var read
            && (read.Protocol, read.FirstPort, read.LastPort, read.Remote, read.IsGroup)
                == (rule.Protocol, rule.FirstPort, rule.LastPort, rule.Remote, rule.IsGroup)));
    }

    private static Gen<SecurityRule> Rules() =>
        from protocol in Gen.Elements("tcp", "udp", "icmp", "all")
        from ports in Gen.Choose(0, 65535).Two()
        from hasPorts in Gen.Elements(true, false)
        from remote in Remotes()
        let isOpen = protocol.EndsWith('p') && protocol != "icmp" && hasPorts
        let first = isOpen ? Math.Min(ports.Item1, ports.Item2) : (int?)null
        let last = isOpen ? Math.Max(ports.Item1, ports.Item2) : (int?)null
        select remote.IsGroup
            ? SecurityRule.ForGroup(protocol, first, last, remote.Text)
            : SecurityRule.ForAddresses(protocol, first, last, remote.Text);

    private static Gen<(string Text, bool IsGroup)> Remotes() => Gen.OneOf(
        from bytes in Gen.Choose(0, 255).ArrayOf(4)
        from length in Gen.Choose(0, 32)
        select ($"{string.Join('.', bytes)}/{length}", false),
        from bytes in Gen.Choose(0, 255).ArrayOf(16)
        from length in Gen.Choose(0, 128)
        select ($"{new IPAddress(Array.ConvertAll(bytes, each => (byte)each))}/{length}", false),
        Gen.Elements("sg-office", "web", "a", "0fa4e001", "3f9a1c2e-0000-4000-8000-000000000001").Select(name => (name, true)));
}
