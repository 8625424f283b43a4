using System.Text.Json;
using System.Text.Json.Serialization;
using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Http;

namespace FluenceVm.Emulator.Fluence.Cloud.Vms;

/// <summary>A network interface of a VM.</summary>
internal sealed class Nic
{
    public Guid Id { get; set; }

    public bool IsPublic { get; set; }

    public bool IsDefault { get; set; }

    /// <summary>The subnet of a private one; null for one that isn't bound yet.</summary>
    public Guid? SubnetId { get; set; }

    /// <summary>The address of a public one.</summary>
    public Guid? PublicIpId { get; set; }

    public Guid? SecurityGroupId { get; set; }

    /// <summary>Addresses that were asked for.</summary>
    public List<string> DesiredIps { get; set; } = [];

    /// <summary>Private addresses that it was given.</summary>
    public List<string> AssignedIps { get; set; } = [];

    [JsonIgnore]
    public string Kind => IsPublic ? "public" : SubnetId is null ? "unbound" : "private";

    public void Write(Utf8JsonWriter json, CloudAccount account, DateTimeOffset now)
    {
        json.WriteString("id", Id);
        json.WriteString("kind", Kind);
        json.WriteBoolean("default", IsDefault);
        json.WriteId("subnetId", SubnetId);
        json.WriteId("publicIpId", PublicIpId);
        json.WriteId("securityGroupId", SecurityGroupId);
        json.WriteTexts("desiredIps", DesiredIps);
        var address = account.Addresses.Find(PublicIpId);
        json.WriteTexts("assignedIps", address?.ReadySince(now) is null ? AssignedIps : [address.Text]);
    }
}
