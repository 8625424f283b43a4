namespace FluenceVm.ModuleTests.Loading;

public sealed class OldPowerShellTests
{
    [Theory]
    [InlineData("3.1.32")]
    [InlineData("5.0.17")]
    [InlineData("6.0.36")]
    [InlineData("7.0.20")]
    public void PowerShell_7_before_7_4_is_refused_with_a_word_about_what_is_needed(string runtime)
    {
        var error = Assert.Throws<InvalidOperationException>(() => ModuleLifetime.RefuseOldPowerShell(new Version(runtime)));
        Assert.Contains("PowerShell 7.4 or later", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4.0.30319.42000")]
    [InlineData("8.0.0")]
    [InlineData("10.0.1")]
    public void Windows_PowerShell_and_later_ones_are_welcome(string runtime) => ModuleLifetime.RefuseOldPowerShell(new Version(runtime));
}
