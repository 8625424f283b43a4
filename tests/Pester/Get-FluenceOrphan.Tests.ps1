BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Get-FluenceOrphan' {
    # A module that is imported anew has an emulator of its own.
    BeforeEach {
        Remove-Module FluenceVm
        Import-Module $env:FLUENCEVM_MODULE
        $null = Connect-Fluence -Emulator -ApiVersion Cloud
    }
    AfterEach { Disconnect-Fluence }

    It 'lists what somebody has left over, and nothing if every disk and address is used' {
        $orphan = Get-FluenceOrphan
        $orphan.Name | Should -Be 'old-web-boot-0fa4e001'
        $orphan.Type | Should -Be 'STORAGE'
        $orphan.PricePerHour | ForEach-Object { $_ | Should -BeGreaterThan 0 }
        $orphan | Remove-FluenceOrphan -Confirm:$false
        Get-FluenceOrphan | Should -BeNullOrEmpty
    }

    It 'finds what a deleted VM left, by name too' {
        $key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKgJIjnDg1DjqOOxINs78oU3f7PJXIyq9uiNocNVhXNx'
        $vm = New-FluenceVm orphan-maker -Image ubuntu-22-04-x64 -SshKey $key -PublicIp -OrderKey ([guid]::NewGuid())
        Get-VmEmulator | Step-VmEmulator -By '00:05:00'
        $vm = Get-FluenceVm -Id $vm.Id
        $vm | Remove-FluenceVm -KeepStorage -KeepPublicIp -Confirm:$false -WarningVariable kept -WarningAction SilentlyContinue
        # What is young may be on its way to a VM, and isn't listed.
        Get-FluenceOrphan | Where-Object Id -In $vm.Resources.Details.id | Should -BeNullOrEmpty
        Get-VmEmulator | Step-VmEmulator -By '00:20:00'

        $orphans = Get-FluenceOrphan fluencevm-*
        $orphans.Type | Should -Be 'STORAGE', 'PUBLIC_IP'
        $orphans.Id | Should -BeIn $vm.Resources.Details.id
        $orphans.Since | Should -BeOfType [DateTimeOffset]
        foreach ($orphan in $orphans) { "$kept" | Should -BeLike "*$($orphan.Id)*" }
        (Get-FluenceOrphan "$($orphans[0].Name)*").Count | Should -BeGreaterThan 0
        Get-FluenceOrphan 'nothing-of-that-name*' | Should -BeNullOrEmpty
        $orphans | Out-String -Width 200 | Should -BeLike "*PricePerHour*$($orphans[0].Id)*"
    }

    It 'finds its own security groups that filter nothing, and drafts that are older than a day, with their age' {
        $mark = @(Get-FluenceSecurityGroup fluencevm-*)[0].Name
        $group = New-FluenceSecurityGroup $mark @(Get-FluenceVpc)[0]
        $null = New-FluenceSecurityGroup mine @(Get-FluenceVpc)[0]
        $draft = New-FluenceVm later ubuntu-22-04-x64 laptop -NoProvision
        Step-VmEmulator 00:10:00
        Get-FluenceOrphan "$mark*", later* | Should -BeNullOrEmpty
        Step-VmEmulator 00:10:00
        $orphan = Get-FluenceOrphan $mark, later*, mine*
        "$($orphan.Type) $($orphan.Id) $($orphan.PricePerHour)" | Should -Be "SECURITY_GROUP $($group.Id) 0"
        $orphan.Age | Should -BeGreaterThan ([timespan]'00:20:00')
        $orphan.Age | Should -BeLessThan ([timespan]'00:30:00')
        Step-VmEmulator 1.00:00:00
        (Get-FluenceOrphan later).Id | Should -Be $draft.Id
        (Get-FluenceOrphan later).Type | Should -Be 'DRAFT'

        Get-FluenceOrphan $mark, later | Remove-FluenceOrphan -Confirm:$false
        Step-VmEmulator 00:01:00
        Get-FluenceOrphan "$mark*", later* | Should -BeNullOrEmpty
        Get-FluenceVm later -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        (Get-FluenceSecurityGroup mine).Name | Should -Be 'mine'
    }

    It 'takes names, ids and objects, by the pipeline too, and says which of them are not left over' {
        $orphan = Get-FluenceOrphan
        foreach ($said in $orphan.Name, $orphan.Id, $orphan) {
            (Get-FluenceOrphan $said).Id | Should -Be $orphan.Id
            ($said | Get-FluenceOrphan).Id | Should -Be $orphan.Id
        }
        (Get-FluenceOrphan -Name $orphan.Name).Id | Should -Be $orphan.Id
        ([pscustomobject]@{ Name = $orphan.Name } | Get-FluenceOrphan).Id | Should -Be $orphan.Id
        @() | Get-FluenceOrphan | Should -BeNullOrEmpty
        $found = Get-FluenceOrphan $orphan.Name, nobody -ErrorVariable failed @Quiet
        $found.Id | Should -Be $orphan.Id
        $failed.FullyQualifiedErrorId | Should -BeLike 'OrphanNotFound,*'
        "$failed" | Should -Be "No leftover is called 'nobody'. Get-FluenceOrphan lists what no VM uses."
    }

    It 'says in generation <_> that there are none' -ForEach 'MarketV2', 'MarketV3' {
        $null = Connect-Fluence -Emulator -ApiVersion $_
        { Get-FluenceOrphan -ErrorAction Stop } | Should -Throw -ErrorId 'OrphansNotSupported,*'
    }
}
