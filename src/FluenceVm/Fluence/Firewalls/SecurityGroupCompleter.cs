using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Firewalls;

/// <summary>Completes security groups by their names, or their ids if a name isn't unique, with what they let in.</summary>
public sealed class SecurityGroupCompleter : PartCompleter<SecurityGroup>
{
    private protected override PartFinder<SecurityGroup> Finder => SecurityGroupFinder.Groups;

    private protected override string Describe(SecurityGroup part) => $"{RuleList.Text(part.Ingress)}, {part.Status}";
}
