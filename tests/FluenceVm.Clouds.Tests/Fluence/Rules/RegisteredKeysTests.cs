using FluenceVm.Clouds.Fluence.Rules;

namespace FluenceVm.Clouds.Tests.Fluence.Rules;

public sealed class RegisteredKeysTests
{
    private static readonly (string? Name, string Fingerprint)[] Keys =

        [
            ("laptop", "SHA256:a"),
            ("Office", "SHA256:b"),
            ("office", "SHA256:c"),
            ("twin", "SHA256:d"),
            ("twin", "SHA256:e"),
            (null, "SHA256:f")
        ];

    private static string Find(string text) => RegisteredKeys.Find(Keys, text, key => key.Name, key => key.Fingerprint).Fingerprint;

    [Theory]
    [InlineData("laptop", "SHA256:a")]
    [InlineData("LAPTOP", "SHA256:a")]
    [InlineData("Office", "SHA256:b")]
    [InlineData("office", "SHA256:c")]
    [InlineData("SHA256:f", "SHA256:f")]
    public void A_key_is_found_by_its_name_whose_case_counts_only_where_it_decides(string text, string fingerprint) =>
        Assert.Equal(fingerprint, Find(text));

    [Theory]
    [InlineData("OFFICE")]
    [InlineData("twin")]
    [InlineData("sha256:a")]
    [InlineData("lptop")]
    public void A_name_of_none_or_of_several_is_refused(string text) => Assert.Throws<ArgumentException>(() => Find(text));
}
