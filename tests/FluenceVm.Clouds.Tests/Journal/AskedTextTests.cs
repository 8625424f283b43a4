using FluenceVm.Clouds.Journal;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.Clouds.Tests.Journal;

public sealed class AskedTextTests
{
    [Fact]
    public void Lists_are_sorted_and_what_was_not_said_is_left_out() =>
        Assert.Equal(
            new AskedText("vm-order/1").Add("name", "web").AddAll("port", ["443/tcp", "80/tcp"]).ToString(),
            new AskedText("vm-order/1").Add("name", "web").Add("image", null).AddAll("port", ["80/tcp", "443/tcp"]).ToString());

    [Fact]
    public void Private_texts_are_not_in_it() =>
        Assert.DoesNotContain("hunter2", new AskedText("x").AddHashed("data", "password: hunter2").ToString(), StringComparison.Ordinal);

    [Fact]
    public void Different_words_never_give_the_same_text()
    {
        var words = ArbMap.Default.GeneratorFor<string>().Where(text => text is not null).Two().ToArbitrary();
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(words, words, (one, other) => TextOf(one) == TextOf(other) == (one == other)));

        static string TextOf((string Name, string Image) words) =>
            new AskedText("x").Add("name", words.Name).Add("image", words.Image).ToString();
    }
}
