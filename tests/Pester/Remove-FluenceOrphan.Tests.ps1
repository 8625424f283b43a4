BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Remove-FluenceOrphan' {
    # A module that is imported anew has an emulator of its own, here with a disk and an address that are left over.
    BeforeEach {
        Remove-Module FluenceVm
        Import-Module $env:FLUENCEVM_MODULE
        $null = Connect-Fluence -Emulator -ApiVersion Cloud
        $used = Get-FluenceVm db-1
        $key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKgJIjnDg1DjqOOxINs78oU3f7PJXIyq9uiNocNVhXNx'
        $vm = New-FluenceVm orphan-maker -Image ubuntu-22-04-x64 -SshKey $key -PublicIp -OrderKey ([guid]::NewGuid())
        Get-VmEmulator | Step-VmEmulator -By '00:05:00'
        $vm = Get-FluenceVm -Id $vm.Id
        $vm | Remove-FluenceVm -KeepStorage -KeepPublicIp -Confirm:$false -WarningAction SilentlyContinue
        Get-VmEmulator | Step-VmEmulator -By '00:20:00'
        $orphans = Get-FluenceOrphan fluencevm-*
    }
    AfterEach { Disconnect-Fluence }

    It 'removes what is piped in, and writes it with -PassThru' {
        ($orphans | Remove-FluenceOrphan -Confirm:$false -PassThru).Id | Should -Be $orphans.Id
        Get-VmEmulator | Step-VmEmulator -By '00:05:00'
        Get-FluenceOrphan fluencevm-* | Should -BeNullOrEmpty
    }

    It 'removes by id, and writes nothing' {
        Remove-FluenceOrphan $orphans[0].Id -Confirm:$false | Should -BeNullOrEmpty
        Get-VmEmulator | Step-VmEmulator -By '00:05:00'
        (Get-FluenceOrphan fluencevm-*).Id | Should -Be $orphans[1].Id
    }

    It 'removes by name, and by a row with a name' {
        $removed = @(
            Remove-FluenceOrphan $orphans[0].Name -Confirm:$false -PassThru
            [pscustomobject]@{ Name = $orphans[1].Name } | Remove-FluenceOrphan -Confirm:$false -PassThru
        )
        $removed.Id | Should -Be $orphans.Id
    }

    It 'takes no wildcards, because what is on a disk would be lost' {
        { Remove-FluenceOrphan fluencevm-* -Confirm:$false } | Should -Throw -ErrorId 'PartWildcard,*'
        (Get-FluenceOrphan fluencevm-*).Id | Should -Be $orphans.Id
    }

    It 'asks nothing about what it would not remove' {
        $young = New-FluenceDisk young 10 @(Get-FluenceCluster)[0]
        $forged = [FluenceVm.Model.Orphan]@{ Type = 'STORAGE'; Id = $young.Id; Since = [DateTimeOffset]'2020-01-01' }
        { $forged | Remove-FluenceOrphan -WhatIf } | Should -Throw -ErrorId 'OrphanTooYoung,*'
    }

    It 'removes nothing under -WhatIf, and is of high impact' {
        $orphans | Remove-FluenceOrphan -WhatIf
        (Get-FluenceOrphan fluencevm-*).Id | Should -Be $orphans.Id
        (Get-Command Remove-FluenceOrphan).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute],
            $false).ConfirmImpact | Should -Be 'High'
    }

    It 'leaves what an order of unknown outcome may own, and removes it once the order is settled' {
        Set-VmEmulatorFault Provision Status -StatusCode 500
        $null = New-FluenceVm half-way -Image ubuntu-22-04-x64 -SshKey $key -OrderKey half-way -TimeoutSec 1 @Quiet
        Clear-VmEmulatorFault
        Get-VmEmulator | Step-VmEmulator -By '2.00:00:00'
        (Get-FluenceOrder half-way).State | Should -Be 'Unknown'
        $draft = Get-FluenceOrphan half-way
        $draft.Type | Should -Be 'DRAFT'

        $draft | Remove-FluenceOrphan -Confirm:$false -PassThru -ErrorVariable failed @Quiet | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'OrphanOfOrder,*'
        "$($failed[0])" | Should -BeLike "*Resolve-FluenceOrder -OrderKey 'half-way'*"
        (Get-FluenceOrphan half-way).Id | Should -Be $draft.Id

        $null = Resolve-FluenceOrder half-way
        ($draft | Remove-FluenceOrphan -Confirm:$false -PassThru).Id | Should -Be $draft.Id
    }

    It 'leaves what is younger than 15 minutes, whatever the object says' {
        $young = New-FluenceDisk young 10 @(Get-FluenceCluster)[0]
        Step-VmEmulator 00:10:00
        { Remove-FluenceOrphan $young.Id -Confirm:$false } | Should -Throw -ErrorId 'OrphanNotFound,*'
        $forged = [FluenceVm.Model.Orphan]@{ Type = 'STORAGE'; Id = $young.Id; Since = [DateTimeOffset]'2020-01-01' }
        { $forged | Remove-FluenceOrphan -Confirm:$false } | Should -Throw -ErrorId 'OrphanTooYoung,*'
        (Get-FluenceDisk young).Id | Should -Be $young.Id
    }

    It 'leaves a disk that a VM uses, and still removes the others' {
        $disk = ($used.Resources | Where-Object { $_.Type -eq 'STORAGE' }).Details.id
        $removed = Remove-FluenceOrphan $disk, $orphans[0].Id -Confirm:$false -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
        $removed.Id | Should -Be $orphans[0].Id
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'OrphanNotFound,*'
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }
}
