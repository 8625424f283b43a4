namespace FluenceVm.Clouds.Fluence.Checks;

/// <summary>What a key must allow, and what for (docs/services/fluence-cloud.md, "Permissions of a key").</summary>
/// <param name="Name">The service's name of it.</param>
/// <param name="Users">The cmdlets that can't do without.</param>
/// <param name="Path">A read that only this opens; null for changes, which can't be tried out.</param>
internal sealed record NeededPermission(string Name, string Users, string? Path = null)
{
    public static IReadOnlyList<NeededPermission> All { get; } =
    [
        new("vms:read", "Get-FluenceVm", "v3/vms?perPage=1"),
        new("vms:write", "New-, Set-, Restart-, Remove-FluenceVm"),
        new("storage:read", "Get-FluenceVm, Get-FluenceOrphan", "v3/storages?perPage=1"),
        new("storage:write", "New-FluenceVm, New-FluenceDisk, Remove-FluenceVm"),
        new("public_ip:read", "Get-FluenceVm, Get-FluenceOrphan", "v3/public-ips?perPage=1"),
        new("public_ip:write", "New-FluenceVm -PublicIp, New-FluencePublicIp, Remove-FluenceVm"),
        new("security_groups:read", "Get-FluenceVm, Set-FluenceVm", "v3/security-groups?perPage=1"),
        new("security_groups:write", "New-FluenceVm -OpenPort, Set-FluenceVm"),
        new("vpc:read", "New-FluenceVm, Get-FluenceVpc", "v3/vpcs?perPage=1"),
        new("vpc:write", "New-FluenceVpc, Remove-FluenceVpc"),
        new("subnet:read", "New-FluenceVm, Get-FluenceSubnet", "v3/subnets?perPage=1"),
        new("subnet:write", "New-FluenceSubnet, Remove-FluenceSubnet"),
        new("clusters:read", "Find-FluenceOffer, New-FluenceVm", "v3/clusters"),
        new("prices:read", "Find-FluenceOffer, New-FluenceVm", "v3/prices/public-ip"),
        new("vm:list", "Find-FluenceOffer, New-FluenceVm", "v3/configurations"),
        new("ssh_key:list", "Get-FluenceSshKey, New-FluenceVm", "v3/ssh-keys?perPage=1"),
        new("ssh_key:create", "Add-FluenceSshKey"),
        new("ssh_key:remove", "Remove-FluenceSshKey"),
        new("billing:get_spending_history", "Get-FluenceCharge, Export-FluenceReport"),
        new("account:read", "Get-FluenceBalance", "v3/account"),
    ];
}
