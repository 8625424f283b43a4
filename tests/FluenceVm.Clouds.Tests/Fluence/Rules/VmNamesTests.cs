using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.Clouds.Tests.Fluence.Rules;

public class VmNamesTests
{
    private static readonly Gen<string> Format =
        from before in Gen.Elements("", "x-", "{0}-", "{0}", "{1:X}-")
        from number in Gen.Elements("{1}", "{1:0}", "{1:00}", "{1:D3}", "{1:x2}", "{1}{1}")
        from after in Gen.Elements("", "-{0}", "{1:000}", "-end")
        select before + number + after;

    private static readonly Gen<string> Name = Gen.Elements("web", "W-1", "a", "node-12", "1-1");

    [Fact]
    public void Names_are_as_many_as_the_vms_unique_and_legal()
    {
        var orders =
            from name in Name
            from count in Gen.Choose(1, 1_200)
            from format in Gen.OneOf(Format, Gen.Constant<string>(null!))
            select new VmOrder { Name = name, Count = count, NameFormat = format, Image = "ubuntu", SshKeys = ["laptop"] };
        var property = Prop.ForAll(orders.ToArbitrary(), order =>
        {
            var names = order.Names;
            Assert.Equal(order.Count, names.Count);
            Assert.Equal(order.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            VmRules.Check(order);
            if (order.Count == 1)
            {
                Assert.Equal(order.Name, names[0]);
            }
        });
        Check.QuickThrowOnFailure(property);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("{2}-{1}")]
    [InlineData("{0}-{1")]
    [InlineData("{0}-{1}}")]
    [InlineData("{0}_{1}")]
    [InlineData("{0,9}{1}")]
    [InlineData("{1:D999999999}")]
    [InlineData("{1:0000000000}")]
    [InlineData("{1:N0}")]
    [InlineData("{1}\n")]
    [InlineData("")]
    public void What_is_not_a_format_of_numbered_names_is_refused_even_for_one(string format) =>
        Assert.Contains(
            "{0}-{1:00}",
            Assert.Throws<ArgumentException>(() => VmNames.Of("web", 1, format)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void The_format_and_the_spread_are_part_of_what_was_said_and_a_price_limit_is_not()
    {
        var order = new VmOrder { Name = "web", Count = 3 };
        string[] asked =
        [
            order.Asked,
            (order with { NameFormat = "{0}{1}" }).Asked,
            (order with { Spread = true }).Asked,
        ];
        Assert.Equal(3, asked.Distinct().Count());
        Assert.Equal(order.Asked, (order with { Constraints = new VmConstraints { MaxTotalPricePerEpoch = 1m } }).Asked);
    }
}
