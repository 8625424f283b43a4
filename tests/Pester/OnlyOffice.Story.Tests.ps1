BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Only the office' {
    BeforeEach {
        $emulator = Connect-TestCloud -ClockRate 100
        $vpc = Get-FluenceVpc | Where-Object Cluster -EQ (Get-FluenceCluster -Country PL).Id | Select-Object -First 1
    }
    AfterEach { Disconnect-TestEmulator }

    It 'lets the office in by SSH and the world by HTTPS, for a new VM and for one that is there' {
        $office = New-FluenceSecurityGroup office $vpc -Ingress 'tcp 443', 'tcp 22 from 203.0.113.0/24'
        $office | Should -BeOfType FluenceVm.Model.SecurityGroup
        "$($office.Ingress)" | Should -Be 'tcp 443 tcp 22 from 203.0.113.0/24'
        $office.Egress | Should -BeNullOrEmpty
        Step-VmEmulator 00:00:10

        $vm = New-FluenceVm inside ubuntu-22-04-x64 laptop -SecurityGroup office -Wait -PollSec 0.05
        $vm.RestartRequired | Should -BeFalse
        Set-FluenceVm app-1 -SecurityGroup office
        Step-VmEmulator 00:00:10
        (Get-FluenceVm app-1).RestartRequired | Should -BeTrue
        (Restart-FluenceVm app-1, inside -IfRequired -PassThru -Confirm:$false).Name | Should -Be 'app-1'
        (Get-FluenceSecurityGroup office).VmIds.Count | Should -Be 2
        { Remove-FluenceSecurityGroup office -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'SecurityGroupInUse,*'
    }

    It 'reads back what it has written: <_>' -ForEach 'tcp 443', 'udp 6000-6100', 'icmp', 'all', 'tcp', 'all from 2001:db8::/32',
        'tcp 22 from 203.0.113.7/32', 'tcp 1-65535 from 10.0.0.0/8', 'all from other' {
        $null = New-FluenceSecurityGroup other $vpc
        $null = New-FluenceSecurityGroup one $vpc -Ingress $_ -Egress $_
        $read = Get-FluenceSecurityGroup one
        "$($read.Ingress)" | Should -Be $_
        "$($read.Egress)" | Should -Be $_
    }

    It 'adds, takes and replaces rules, and sends nothing if they are as wanted' {
        $null = New-FluenceSecurityGroup office $vpc -Ingress 'tcp 22', 'tcp 80'
        $changed = Set-FluenceSecurityGroup office -AddIngress 'tcp 443' -RemoveIngress 'tcp 80' -PassThru
        "$($changed.Ingress)" | Should -Be 'tcp 22 tcp 443'
        $sent = @(Get-Request SecurityGroup PATCH).Count
        Set-FluenceSecurityGroup office -AddIngress 'tcp 443'
        @(Get-Request SecurityGroup PATCH).Count | Should -Be $sent
        $renamed = Set-FluenceSecurityGroup office -Ingress 'tcp 22 from 203.0.113.0/24' -Egress @() -NewName only-office -PassThru
        $renamed.Name, "$($renamed.Ingress)" | Should -Be 'only-office', 'tcp 22 from 203.0.113.0/24'
        , $renamed.Egress | Should -Not -Be $null
        $renamed.Egress.Count | Should -Be 0
    }

    It 'closes 22 for everybody only with -Force, and lets nothing in then' {
        $null = New-FluenceSecurityGroup office $vpc -Ingress 'tcp 22', 'tcp 443'
        { Set-FluenceSecurityGroup office -RemoveIngress 'tcp 22' -ErrorAction Stop } |
            Should -Throw -ErrorId 'SecurityGroupSshNeedsForce,*'
        "$((Get-FluenceSecurityGroup office).Ingress)" | Should -Be 'tcp 22 tcp 443'
        Set-FluenceSecurityGroup office -Ingress @() -Force
        (Get-FluenceSecurityGroup office).Ingress.Count | Should -Be 0
    }

    It 'lets everything pass again, one way or both' {
        $null = New-FluenceSecurityGroup office $vpc -Ingress 'tcp 22' -Egress 'tcp 443'
        $open = Set-FluenceSecurityGroup office -AllIngress -PassThru
        $open.Ingress, "$($open.Egress)" | Should -Be $null, 'tcp 443'
        $sent = @(Get-Request SecurityGroup PATCH).Count
        Set-FluenceSecurityGroup office -AllIngress
        @(Get-Request SecurityGroup PATCH).Count | Should -Be $sent
        (Set-FluenceSecurityGroup office -AllEgress -PassThru).Egress | Should -BeNullOrEmpty
        { Set-FluenceSecurityGroup office -AllIngress -AddIngress 'tcp 80' } | Should -Throw -ErrorId 'SecurityGroupAllAndRules,*'
    }

    It 'adds no rule to a group that lets everything in, which would close all else' {
        $null = New-FluenceSecurityGroup open $vpc
        { Set-FluenceSecurityGroup open -AddIngress 'tcp 443' -ErrorAction Stop } | Should -Throw -ErrorId 'SecurityGroupLetsAll,*'
        { Set-FluenceSecurityGroup open -Ingress 'tcp 443' -ErrorAction Stop } | Should -Throw -ErrorId 'SecurityGroupSshNeedsForce,*'
    }

    It 'refuses what is not a rule: <_>' -ForEach 'tcp 0x16', 'tcp 70000', 'tcp 90-80', 'icmp 22', 'sctp 1',
        'tcp 22 from 10.1', 'tcp 22 from 1.2.3.4/33' {
        { New-FluenceSecurityGroup office $vpc -Ingress $_ } | Should -Throw "*$_*"
        Get-Request SecurityGroup POST | Should -BeNullOrEmpty
    }

    It 'shows -OpenPort as rules, and opens ports or binds a group, not both' {
        $vm = New-FluenceVm ported ubuntu-22-04-x64 laptop -OpenPort 80/tcp -Wait -PollSec 0.05
        $group = Get-FluenceSecurityGroup | Where-Object VmIds -Contains $vm.Id
        "$($group.Ingress)" | Should -Be 'tcp 22 tcp 80'
        { Set-FluenceVm ported -SecurityGroup $group -AddPort 443/tcp } | Should -Throw -ErrorId 'PortsAndGroup,*'
        { New-FluenceVm both ubuntu-22-04-x64 laptop -OpenPort 80/tcp -SecurityGroup $group.Id -ErrorAction Stop } |
            Should -Throw -ErrorId 'PortsAndGroup,*'
    }

    It 'says in one sentence what the key may not do, and changes nothing' {
        $null = New-FluenceSecurityGroup office $vpc -Ingress 'tcp 22'
        $reader = Connect-LimitedCloud $emulator security_groups:read, vpc:read, vms:read
        "$((Get-FluenceSecurityGroup office -Connection $reader).Ingress)" | Should -Be 'tcp 22'
        { New-FluenceSecurityGroup other $vpc -Connection $reader } | Should -Throw -ErrorId 'AccessDenied,*'
        { Set-FluenceSecurityGroup office -AddIngress 'tcp 443' -Connection $reader } | Should -Throw -ErrorId 'AccessDenied,*'
        { Remove-FluenceSecurityGroup office -Connection $reader -Confirm:$false } | Should -Throw -ErrorId 'AccessDenied,*'
        { Set-FluenceVm app-1 -SecurityGroup office -Connection $reader } | Should -Throw -ErrorId 'AccessDenied,*'
        "$((Get-FluenceSecurityGroup office).Ingress)" | Should -Be 'tcp 22'
    }

    It 'names both rules and VMs before, and removes what nobody uses' {
        $null = New-FluenceSecurityGroup office $vpc -Ingress 'tcp 22'
        Invoke-FreshShell @"
            `$null = Connect-Fluence -Endpoint $($emulator.Uri) -ApiKey $($emulator.ApiKey) -ApiVersion Cloud
            Set-FluenceSecurityGroup office -AddIngress 'tcp 443' -WhatIf
"@ | Should -BeLike '*office*filters 0 VMs: let in tcp 22, tcp 443 instead of tcp 22*'
        "$((Get-FluenceSecurityGroup office).Ingress)" | Should -Be 'tcp 22'
        Remove-FluenceSecurityGroup office -Confirm:$false
        Step-VmEmulator 00:00:10
        Get-FluenceSecurityGroup offic* | Should -BeNullOrEmpty
    }

    It 'hands on that the group belongs to another VPC, and that a VPC is parked' {
        # Parking takes a moment, which passes only if it is told to.
        $emulator = Connect-TestCloud
        $elsewhere = New-FluenceVpc elsewhere (Get-FluenceCluster -Country PL)
        Step-VmEmulator 00:00:10
        $null = New-FluenceSecurityGroup foreign $elsewhere
        Step-VmEmulator 00:00:10
        { Set-FluenceVm app-1 -SecurityGroup foreign -ErrorAction Stop } | Should -Throw '*VPC*'
        $null = Invoke-RestMethod "$($emulator.Uri)emulator/fluence/vpcs/$($elsewhere.Id)/park" -Method Post `
            -Headers @{ 'X-API-KEY' = $emulator.ApiKey }
        { New-FluenceSecurityGroup parked $elsewhere -ErrorAction Stop } | Should -Throw '*parked*'
    }
}
