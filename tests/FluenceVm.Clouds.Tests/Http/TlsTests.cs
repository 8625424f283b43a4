using System.Net;
using FluenceVm.Clouds.Http;

namespace FluenceVm.Clouds.Tests.Http;

public sealed class TlsTests
{
#pragma warning disable CS0618, CA5364, CA5397, SYSLIB0039
    private const SecurityProtocolType Defaults = SecurityProtocolType.Ssl3 | SecurityProtocolType.Tls;

    [Theory]
    [InlineData(Defaults, Defaults | SecurityProtocolType.Tls12)]
    [InlineData(SecurityProtocolType.Tls, SecurityProtocolType.Tls | SecurityProtocolType.Tls12)]
    [InlineData(SecurityProtocolType.SystemDefault, SecurityProtocolType.SystemDefault)]
    [InlineData(SecurityProtocolType.Tls11, SecurityProtocolType.Tls11)]
    [InlineData(SecurityProtocolType.Tls12, SecurityProtocolType.Tls12)]
    [InlineData(SecurityProtocolType.Tls | SecurityProtocolType.Tls13, SecurityProtocolType.Tls | SecurityProtocolType.Tls13)]
    public void Tls_1_2_is_added_to_the_outdated_defaults_and_a_choice_is_left_alone(
        SecurityProtocolType current, SecurityProtocolType expected) =>
        Assert.Equal(expected, Tls.Modernise(current));
#pragma warning restore CS0618, CA5364, CA5397, SYSLIB0039
}
